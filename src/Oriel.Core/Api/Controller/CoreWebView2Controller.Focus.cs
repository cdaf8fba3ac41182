using System;

namespace Microsoft.Web.WebView2.Core;

/// <content>The keyboard.</content>
public partial class CoreWebView2Controller
{
    /// <summary>Raised when the page gets the keyboard. Only of a view in a window. The event has no arguments: they are null.</summary>
    public event EventHandler<object> GotFocus
    {
        add => Use().Focus.Got += value;
        remove => UseAfterClose().Focus.Got -= value;
    }

    /// <summary>Raised when the page no longer has the keyboard. Only of a view in a window. The event has no arguments: they are null.</summary>
    public event EventHandler<object> LostFocus
    {
        add => Use().Focus.Lost += value;
        remove => UseAfterClose().Focus.Lost -= value;
    }

    /// <summary>Raised when the user has pressed Tab on the page's last element, or Shift+Tab on its first. The page still has the keyboard.</summary>
    public event EventHandler<CoreWebView2MoveFocusRequestedEventArgs> MoveFocusRequested
    {
        add => Use().Focus.MoveRequested += value;
        remove => UseAfterClose().Focus.MoveRequested -= value;
    }

    /// <summary>
    /// Raised when a key is pressed or released that may be a shortcut, while the page of a view in a window has the keyboard: with Control or Alt, or one that stands for no character. The page gets no
    /// further keys until the handlers have returned; a press that they take more than 300 ms for goes to the page.
    /// </summary>
    public event EventHandler<CoreWebView2AcceleratorKeyPressedEventArgs> AcceleratorKeyPressed
    {
        add => Use().Keys.Pressed += value;
        remove => UseAfterClose().Keys.Pressed -= value;
    }

    /// <summary>Gives the page the keyboard, and the focus to the element that had it last, or to the page's first or last one.</summary>
    /// <param name="reason">Which element.</param>
    /// <exception cref="ArgumentException">There is no such reason, or the view is hidden.</exception>
    public void MoveFocus(CoreWebView2MoveFocusReason reason) => Use().Focus.Move(reason);
}
