using System;
using System.Collections.Generic;
using System.Drawing;
using System.Threading.Tasks;
using Oriel.Composition;

namespace Oriel.Conformance.Composition;

/// <summary>A target that keeps the last picture, and lets a test wait for one. Everything happens on the view's thread.</summary>
internal sealed class FrameLog : IFrameTarget
{
    private readonly int _threadId = Environment.CurrentManagedThreadId;
    private readonly List<(Func<bool> IsSeen, TaskCompletionSource Waiter)> _waiters = [];
    private byte[] _pixels = [];

    /// <summary>How many there have been.</summary>
    public int Count { get; private set; }

    public Size Size { get; private set; }

    public double Scale { get; private set; }

    public TimeSpan Time { get; private set; }

    public List<Rectangle> Damages { get; } = [];

    /// <summary>What is done with each picture, before anybody who waits for it goes on.</summary>
    public Action<FrameLog>? Taken { get; set; }

    /// <summary>Colors are as they are on the way: multiplied by alpha.</summary>
    public Color this[int x, int y]
    {
        get
        {
            int at = ((y * Size.Width) + x) * 4;
            return Color.FromArgb(_pixels[at + 3], _pixels[at + 2], _pixels[at + 1], _pixels[at]);
        }
    }

    public void OnFrame(in ViewFrame frame)
    {
        if (Environment.CurrentManagedThreadId != _threadId)
        {
            throw new InvalidOperationException($"A picture came on thread {Environment.CurrentManagedThreadId} instead of {_threadId}.");
        }

        if (!new Rectangle(Point.Empty, frame.Size).Contains(frame.Damage) || frame.Damage.IsEmpty || frame.Pixels.Length != frame.Stride * frame.Size.Height)
        {
            throw new InvalidOperationException($"A picture of {frame.Size} has {frame.Pixels.Length} bytes and the damage {frame.Damage}.");
        }

        // As a target that draws would: only what has changed.
        byte[] pixels = frame.Size == Size ? _pixels : new byte[frame.Pixels.Length];
        for (int y = frame.Damage.Top; y < frame.Damage.Bottom; y++)
        {
            Range part = ((y * frame.Stride) + (frame.Damage.Left * 4))..((y * frame.Stride) + (frame.Damage.Right * 4));
            frame.Pixels[part].CopyTo(pixels.AsSpan(part));
        }

        _pixels = pixels;
        Count++;
        (Size, Scale, Time) = (frame.Size, frame.Scale, frame.Time);
        Damages.Add(frame.Damage);
        if (!frame.Pixels.SequenceEqual(pixels))
        {
            throw new InvalidOperationException($"Outside of the damage {frame.Damage} the picture differs from the last one.");
        }

        Taken?.Invoke(this);
        foreach ((Func<bool> IsSeen, TaskCompletionSource Waiter) waiting in _waiters.ToArray())
        {
            if (waiting.IsSeen())
            {
                _waiters.Remove(waiting);
                waiting.Waiter.SetResult();
            }
        }
    }

    /// <summary>Waits until a picture fulfils the condition, if the last one does not.</summary>
    public async Task SeenAsync(Func<FrameLog, bool> isSeen)
    {
        if (Count == 0 || !isSeen(this))
        {
            TaskCompletionSource waiter = new(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiters.Add((() => isSeen(this), waiter));
            await waiter.Task;
        }
    }

    /// <summary>Waits until a place has a color.</summary>
    public Task ColorAsync(int x, int y, Color color) => SeenAsync(log => x < log.Size.Width && y < log.Size.Height && log[x, y].ToArgb() == color.ToArgb());
}
