using NumberingRules;
using NumberingRules.Intacct;
using NumberingRules.Storage;
using NumberingRules.Syncing;

namespace PropertyHost.Erp;

/// <summary>Which ERP the host syncs with: the sample's own, or Sage Intacct (<c>--erp intacct</c>).</summary>
internal static class ErpSetup
{
    internal static void AddErp(this IServiceCollection services, IConfiguration configuration, Settings settings)
    {
        if (configuration["erp"] != "intacct")
        {
            services.AddHttpClient("erp", erp => (erp.BaseAddress, erp.Timeout) = (settings.Erp, settings.ErpTimeout));
            services.AddSingleton(static provider => new ErpClient(provider.GetRequiredService<IHttpClientFactory>().CreateClient("erp")));
            services.AddSingleton<IErp, PropertyErp>();
            return;
        }

        // Names and secrets come from the section Intacct: environment variables such as Intacct__ClientSecret, say.
        services.AddIntacct(options =>
        {
            configuration.GetSection("Intacct").Bind(options);
            (options.Timeout, options.MoreFields) = (settings.ErpTimeout, [PropertyIntacct.Customer, PropertyIntacct.Total]);
        });
        services.AddSingleton(new IntacctWebhooks(configuration["Intacct:ClientSecret"] ?? ""));
        services.AddSingleton<PropertyIntacct>();
        services.AddSingleton(static provider => provider.GetRequiredService<IntacctConnection>().Open(provider.GetRequiredService<BookHandle>(), provider.GetRequiredService<PropertyIntacct>()));
        services.AddSingleton<IErp>(static provider => provider.GetRequiredService<IntacctErp>());
    }

    internal static void MapErp(this WebApplication app)
    {
        if (app.Services.GetService<IntacctErp>() is not { } intacct)
        {
            return;
        }

        // A hint: what it is about is read from Intacct.
        app.MapPost("/erp/intacct", async (HttpContext http, IntacctWebhooks webhooks, SyncLoop loop, CancellationToken stop) =>
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body, stop);
            var delivery = await webhooks.ReceiveAsync(name => http.Request.Headers[name].FirstOrDefault(), body.ToArray(), TakeAsync, stop);
            return Results.StatusCode(delivery.Status);

            async Task TakeAsync(ErpKey key, CancellationToken cancellation)
            {
                if (await intacct.FetchAsync(key, cancellation) is { } news)
                {
                    await loop.TakeAsync(news, cancellation);
                }
            }
        });
    }
}
