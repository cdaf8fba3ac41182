namespace Oriel.Recovery;

/// <summary>What a view is brought back from.</summary>
public enum RecoveryCause
{
    /// <summary>The renderer of its main frame ended: the page is loaded again.</summary>
    RendererExited = 1,

    /// <summary>Renderers of child frames ended: the frames are navigated again.</summary>
    FrameRendererExited,

    /// <summary>The browser process failed: the controller is created anew.</summary>
    BrowserExited,

    /// <summary>An app asked all apps on the user data folder to close their views for a while: the controller is created anew.</summary>
    BrowserRestarted,
}
