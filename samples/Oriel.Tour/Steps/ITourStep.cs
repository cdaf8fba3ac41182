using System.Threading;
using System.Threading.Tasks;

namespace Oriel.Tour.Steps;

/// <summary>One thing the tour shows. It checks what it claims, and throws <see cref="TourException"/> when it is not so.</summary>
internal interface ITourStep
{
    public string Title { get; }

    /// <summary>What is shown and why it matters, in one line.</summary>
    public string Why { get; }

    /// <returns>What was seen, in one line.</returns>
    public Task<string> RunAsync(TourState state, CancellationToken cancellation);
}
