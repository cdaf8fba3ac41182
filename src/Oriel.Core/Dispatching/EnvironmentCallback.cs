using System;
using Oriel.Client.Sessions;

namespace Oriel.Core.Dispatching;

/// <summary>Work of an environment to be done in its turn on the thread it was created on.</summary>
/// <param name="action">The work.</param>
/// <param name="member">The member of the API that waits for it, for people.</param>
internal sealed class EnvironmentCallback(Action action, string member = "event of the environment") : ICallback
{
    string ICallback.Name => member;

    void ICallback.Invoke() => action();
}
