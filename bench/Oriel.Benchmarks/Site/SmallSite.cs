using System;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Oriel.Benchmarks.Site;

/// <summary>A web site on the loopback that answers everything with the same few bytes, at once, and lets nothing be cached.</summary>
internal sealed class SmallSite : IAsyncDisposable
{
    private readonly WebApplication _app;

    private SmallSite(WebApplication app) => _app = app;

    /// <summary>Ends with a slash.</summary>
    public string Url => _app.Urls.First() + "/";

    /// <param name="html">What it answers.</param>
    public static async Task<SmallSite> StartAsync(string html = "<p>small")
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        WebApplication app = builder.Build();
        app.Run(context =>
        {
            context.Response.ContentType = "text/html";
            context.Response.Headers.CacheControl = "no-store";
            return context.Response.WriteAsync(html);
        });
        await app.StartAsync();
        return new SmallSite(app);
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
