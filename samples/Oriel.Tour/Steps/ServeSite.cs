using System.Threading;
using System.Threading.Tasks;
using Oriel.Tour.Site;

namespace Oriel.Tour.Steps;

internal sealed class ServeSite : ITourStep
{
    public string Title => "A site of our own";

    public string Why => "The program serves its pages itself, on the loopback address under several names: real sites to the browser, and no network needed.";

    public Task<string> RunAsync(TourState state, CancellationToken cancellation) =>
        Task.FromResult($"127.0.0.1:{state.Site.Port} answers for {string.Join(", ", SiteNames.All)}.");
}
