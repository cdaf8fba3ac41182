using System;

namespace Oriel.Ipc.Loop;

/// <summary>The bound of one wait. Disposing it means that what was waited for has come.</summary>
internal sealed class Deadline : IDisposable
{
    private Action? _action;

    public Deadline(Action action)
    {
        _action = action;
    }

    public bool IsOver => _action is null;

    public void Dispose() => _action = null;

    internal void Fire()
    {
        Action? action = _action;
        _action = null;
        action?.Invoke();
    }
}
