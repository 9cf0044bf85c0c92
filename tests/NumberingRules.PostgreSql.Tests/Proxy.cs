using System.Buffers.Binary;
using System.Net.Sockets;

namespace NumberingRules.PostgreSql.Tests;

/// <summary>Stands between clients and a server, counts the messages of both sides, and after a number of them cuts the connection or goes silent.</summary>
internal sealed class Proxy : IDisposable
{
    private const int Off = int.MinValue;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("numbering-proxy-");
    private readonly Socket _listening = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly string _server;
    private int _left = Off;
    private bool _isSilent;

    internal Proxy(Server server)
    {
        _server = Path.Combine(server.Host, ".s.PGSQL.5432");
        _listening.Bind(new UnixDomainSocketEndPoint(Path.Combine(_folder.FullName, ".s.PGSQL.5432")));
        _listening.Listen();
        _ = AcceptAsync();
    }

    /// <summary>Whether what was asked for has happened.</summary>
    internal bool HasCut => Volatile.Read(ref _left) == Off;

    internal string ConnectionTo(string database) =>
        $"Host={_folder.FullName};Database={database};Username=numbering_owner;SSL Mode=Disable;GSS Encryption Mode=Disable;Timeout=5;Command Timeout=1;Cancellation Timeout=200";

    /// <summary>Lets so many messages through, whoever sends them, then cuts the connection that carried the last one, or keeps it and carries nothing any more.</summary>
    internal void CutAfter(int messages, bool silently)
    {
        _isSilent = silently;
        Volatile.Write(ref _left, messages);
    }

    /// <summary>Cuts nothing.</summary>
    internal void Stop() => Volatile.Write(ref _left, Off);

    public void Dispose()
    {
        _listening.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listening.AcceptAsync();
                var server = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await server.ConnectAsync(new UnixDomainSocketEndPoint(_server));
                var link = new Link(client, server);
                _ = CarryAsync(link, client, server, hasStart: true);
                _ = CarryAsync(link, server, client, hasStart: false);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task CarryAsync(Link link, Socket from, Socket to, bool hasStart)
    {
        var head = new byte[5];
        try
        {
            while (true)
            {
                // The first message of a client has no type before its length.
                var skipped = hasStart ? 0 : 1;
                hasStart = false;
                await FillAsync(from, head.AsMemory(0, skipped + 4));
                var body = new byte[BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(skipped)) - 4];
                await FillAsync(from, body);
                if (link.IsSilent)
                {
                    continue;
                }

                var left = Volatile.Read(ref _left) == Off ? int.MaxValue : Interlocked.Decrement(ref _left);
                if (left < 0)
                {
                    Stop();
                    link.IsSilent = _isSilent;
                    if (_isSilent)
                    {
                        continue;
                    }

                    break;
                }

                await to.SendAsync(head.AsMemory(0, skipped + 4));
                await to.SendAsync(body);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or EndOfStreamException)
        {
            // One side has hung up, so the other is told.
        }

        link.Dispose();
    }

    private static async Task FillAsync(Socket from, Memory<byte> into)
    {
        while (into.Length > 0)
        {
            var read = await from.ReceiveAsync(into);
            into = into[(read > 0 ? read : throw new EndOfStreamException())..];
        }
    }

    private sealed class Link(Socket client, Socket server) : IDisposable
    {
        internal volatile bool IsSilent;

        public void Dispose()
        {
            client.Dispose();
            server.Dispose();
        }
    }
}
