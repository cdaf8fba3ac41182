using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Oriel.Tour.Hosts;
using static Oriel.Tour.TourException;

namespace Oriel.Tour.Steps;

internal sealed class ExchangeMessages : ITourStep
{
    internal const int Count = 500;

    public string Title => "Script and messages, both ways";

    public string Why => "The host runs script in the page and reads its result; page and host send each other messages, which is how an app and its web UI work together.";

    public async Task<string> RunAsync(TourState state, CancellationToken cancellation)
    {
        HostClient a = state.HostA;
        HostLine.Result frames = await a.AskAsync<HostLine.Result>(new HostRequest.Script("tour", "document.querySelectorAll('iframe').length"), cancellation);
        Expect(frames.Json == "2", $"The page says it has {frames.Json} frames, not 2.");

        string greeting = $"Good day from Host A, process {a.ProcessId}.";
        string hello = $$"""{"kind":"hello","text":"{{greeting}}"}""";
        await a.AskAsync<HostLine.Done>(new HostRequest.Post("tour", hello), cancellation);
        using JsonDocument answer = JsonDocument.Parse(await a.NextMessageAsync(cancellation));
        string? text = answer.RootElement.GetProperty("text").GetString();
        Expect(text == "Heard you: " + greeting, $"The page answered '{text}'.");

        state.Exchange = await a.AskAsync<HostLine.Exchanged>(new HostRequest.Exchange("tour", Count), cancellation);
        return $"A script counted {frames.Json} frames; the page answered \"{text}\"; {Count} messages went there and back in {state.Exchange.Milliseconds:0} ms, one after the other.";
    }
}
