namespace Oriel.Threading;

/// <summary>One (possibly nested) loop of a <see cref="MessagePump"/>.</summary>
/// <remarks>Thread: <see cref="Continue"/> may be set on any thread; the loop ends after the callback that is running.</remarks>
public sealed class MessagePumpFrame
{
    private volatile bool _continue = true;

    internal MessagePumpFrame(MessagePumpSynchronizationContext context) => Context = context;

    /// <summary>Whether the loop goes on. Setting it to false ends the loop; a frame cannot be used again after that.</summary>
    public bool Continue
    {
        get => _continue;
        set
        {
            _continue = value;
            Context.LookAgain();
        }
    }

    internal MessagePumpSynchronizationContext Context { get; }
}
