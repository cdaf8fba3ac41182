using System;
using Oriel.Client.Sessions;
using Oriel.Core.Features.Views;

namespace Oriel.Core.Dispatching;

/// <summary>Work of a view to be done in its turn on the UI thread, unless the view is closed by then.</summary>
internal sealed class ViewCallback(View view, Action action) : ICallback
{
    string ICallback.Name => "event of a view";

    void ICallback.Invoke()
    {
        if (!view.IsClosed)
        {
            action();
        }
    }
}
