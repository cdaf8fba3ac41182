using System;
using Oriel.Client.Sessions;
using Oriel.Core.Features.Views;

namespace Oriel.Core.Dispatching;

/// <summary>Work of a view to be done in its turn on the UI thread, unless the view is closed by then.</summary>
/// <param name="view">The view.</param>
/// <param name="action">The work.</param>
/// <param name="member">The member of the API that waits for it, for people.</param>
internal sealed class ViewCallback(View view, Action action, string member = "event of a view") : ICallback
{
    string ICallback.Name => member;

    void ICallback.Invoke()
    {
        if (!view.IsClosed)
        {
            action();
        }
    }
}
