using System;
using Oriel.Client.Sessions;

namespace Oriel.Core.Dispatching;

/// <summary>Work of an environment to be done in its turn on the thread it was created on.</summary>
internal sealed class EnvironmentCallback(Action action) : ICallback
{
    string ICallback.Name => "event of the environment";

    void ICallback.Invoke() => action();
}
