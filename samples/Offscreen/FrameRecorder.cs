using System;
using System.Globalization;
using System.IO;
using System.Threading.Tasks;
using Oriel.Composition;

namespace Offscreen;

/// <summary>Keeps each picture of a view in a file. The view waits meanwhile, and what it would show then is not kept: the next picture is the newest.</summary>
internal sealed class FrameRecorder(string folder, int most) : IFrameTarget
{
    private readonly TaskCompletionSource<TimeSpan> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TimeSpan _first;
    private int _count;

    /// <summary>Complete when all are kept: how long they show.</summary>
    public Task<TimeSpan> Done => _done.Task;

    public void OnFrame(in ViewFrame frame)
    {
        if (_count == most)
        {
            return;
        }

        if (_count == 0)
        {
            _first = frame.Time;
        }

        using FileStream file = File.Create(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"frame-{_count:000}.png")));
        PngWriter.Write(file, frame.Size, frame.Pixels);
        if (++_count == most)
        {
            _done.SetResult(frame.Time - _first);
        }
    }
}
