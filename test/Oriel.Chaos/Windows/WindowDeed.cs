namespace Oriel.Chaos.Windows;

/// <summary>What is done to a window or a view.</summary>
internal enum WindowDeed
{
    /// <summary>The view gets other bounds, many times within a moment, and stays at the last.</summary>
    Resize,

    /// <summary>A hidden view is shown, one that is shown hidden.</summary>
    Show,

    /// <summary>The view goes to another window, or to none.</summary>
    Move,

    /// <summary>A host makes a view in a window.</summary>
    Open,

    /// <summary>A host closes a view.</summary>
    Close,

    /// <summary>The app makes a window.</summary>
    OpenWindow,

    /// <summary>The app destroys a window with all that is in it.</summary>
    DestroyWindow,

    /// <summary>A host makes a view in a window, which is destroyed meanwhile.</summary>
    OpenInDoomedWindow,

    /// <summary>A view's DevTools are opened.</summary>
    OpenDevTools,

    /// <summary>A window of DevTools is closed by its cross.</summary>
    CloseDevTools,

    /// <summary>A host ends by SIGKILL while it makes a view.</summary>
    Kill,
}
