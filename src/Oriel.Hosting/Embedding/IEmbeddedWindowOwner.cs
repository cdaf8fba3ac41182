namespace Oriel.Hosting.Embedding;

/// <summary>Who is told what happens to an <see cref="EmbeddedWindow"/>, on the thread that reads the display: it hands on and returns.</summary>
internal interface IEmbeddedWindowOwner
{
    /// <summary>The parent was destroyed, and with it what was inside.</summary>
    public void OnParentDestroyed();

    /// <summary>The keyboard goes to the page, or no longer does.</summary>
    public void OnFocusChanged(bool hasFocus);

    /// <summary>The browser no longer fills the screen with an element of the page.</summary>
    public void OnFullScreenLeft();
}
