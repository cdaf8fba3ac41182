using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using Oriel.Client.Connections;
using Oriel.Client.Sessions;
using Oriel.Core.Dispatching;
using Oriel.Core.Features.Views;
using Oriel.Protocol.Cdp;

namespace Oriel.Core.Features.Processes;

/// <summary>
/// Finds out which process each frame of the view lives in. No command of the protocol says it; but a page's trace begins with an event that
/// lists its frames with their processes, those in other processes included. So a trace is begun and ended at once.
/// </summary>
internal sealed class FrameProcessFeature(View view) : Feature(view)
{
    /// <summary>The one category that brings the list.</summary>
    private const string Category = "disabled-by-default-devtools.timeline";

    private TaskCompletionSource<bool>? _complete;

    /// <returns>Null if the browser records another trace, or the view ended meanwhile.</returns>
    [AsyncMethodBuilder(typeof(PrecompiledTaskBuilder<>))]
    internal async Task<IReadOnlyList<FrameProcess>?> ReadAsync()
    {
        CdpSession page = View.Page;
        List<FrameProcess> frames = [];
        TaskCompletionSource<bool> complete = _complete = new(TaskCreationOptions.RunContinuationsAsynchronously);
        EventSubscription data = page.Subscribe<Tracing.DataCollectedEvent>((_, e) => TraceHead.Read(e.Value, frames));
        EventSubscription end = page.Subscribe<Tracing.TracingCompleteEvent>((_, _) => complete.TrySetResult(true));
        try
        {
            Tracing.TraceConfig config = new() { RecordMode = Tracing.TraceConfigRecordMode.RecordUntilFull, IncludedCategories = [Category], ExcludedCategories = ["*"] };
            _ = await page.SendAsync<Tracing.StartCommand, EmptyResult>(new Tracing.StartCommand { TransferMode = "ReportEvents", TraceConfig = config });
            _ = await page.SendAsync<Tracing.EndCommand, EmptyResult>(default);
            return await complete.Task ? frames : null;
        }
        catch (Exception e) when (e is CdpException or ConnectionClosedException or SessionClosedException)
        {
            return null;
        }
        finally
        {
            page.Unsubscribe("Tracing.dataCollected", data);
            page.Unsubscribe("Tracing.tracingComplete", end);
            _complete = null;
        }
    }

    /// <summary>Nothing more comes from a view that has ended, so nobody shall wait for it.</summary>
    internal override void Close() => _complete?.TrySetResult(false);
}
