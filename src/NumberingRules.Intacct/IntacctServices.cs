using Microsoft.Extensions.Logging;
using NumberingRules.Intacct;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Sets up the way to Sage Intacct as a service of the host.</summary>
public static class IntacctServices
{
    /// <summary>
    /// Adds an <see cref="IntacctConnection"/> as a singleton. It takes its clients from <see cref="IHttpClientFactory"/>,
    /// limits how many requests are under way, waits when it is asked to, and logs no header.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">The company and how it is reached.</param>
    /// <param name="name">For a host with several companies: the key that the connection is asked for by (<c>[FromKeyedServices]</c>).</param>
    /// <returns>The builder of the HTTP client, for the host's own handlers and its primary one.</returns>
    /// <exception cref="ArgumentException">The options are not sound; the message says which and what to give.</exception>
    public static IHttpClientBuilder AddIntacct(this IServiceCollection services, Action<IntacctOptions> configure, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        var options = new IntacctOptions();
        configure(options);
        if (options.Problem() is { } problem)
        {
            throw new ArgumentException(problem, nameof(configure));
        }

        var (client, signIn) = ("NumberingRules.Intacct" + (name is null ? "" : "." + name), new SignIn(options));
        if (name is null)
        {
            services.AddSingleton(Connection);
        }
        else
        {
            services.AddKeyedSingleton(name, (provider, _) => Connection(provider));
        }

        var builder = services.AddHttpClient(client, http => http.Timeout = options.Timeout).RedactLoggedHeaders(static _ => true);
        builder.AddResilienceHandler("intacct", pipeline => Throttling.Configure(pipeline, options));
        return builder.AddHttpMessageHandler(() => new SignInHandler(options, signIn));

        IntacctConnection Connection(IServiceProvider provider) =>
            new(new(provider.GetRequiredService<IHttpClientFactory>(), client, options, signIn), provider.GetService<ILoggerFactory>());
    }
}
