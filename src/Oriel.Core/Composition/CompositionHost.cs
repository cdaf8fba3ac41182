using System;
using System.Drawing;
using System.Runtime.CompilerServices;
using Microsoft.Web.WebView2.Core;
using Oriel.Core.Features.Views;

namespace Oriel.Composition;

/// <summary>
/// What an app that shows a view itself needs beside <see cref="CoreWebView2CompositionController"/>, because on Windows the system does it: keys, text and what is dragged into the page.
/// </summary>
/// <remarks>Thread: that of the view. After the view was closed every member throws as the controller's do.</remarks>
/// <example>
/// <code>
/// CompositionHost host = CompositionHost.Of(controller);
/// host.SendKeyDown(new KeyStroke("a", "KeyA", KeyModifiers.Control));
/// host.SendKeyUp(new KeyStroke("a", "KeyA"));
/// host.SendText("über");
/// </code>
/// </example>
public sealed class CompositionHost
{
    private readonly View _view;

    private CompositionHost(View view) => _view = view;

    /// <summary>Of a view.</summary>
    /// <param name="controller">The view.</param>
    /// <exception cref="ArgumentNullException"><paramref name="controller"/> is null.</exception>
    public static CompositionHost Of(CoreWebView2CompositionController controller)
    {
        ArgumentNullException.ThrowIfNull(controller);
        return new CompositionHost(controller.View);
    }

    /// <summary>A key goes down: the page's focused element gets it, with the text that belongs to it.</summary>
    /// <param name="key">Which.</param>
    /// <exception cref="ArgumentException">Its <see cref="KeyStroke.Key"/> is empty.</exception>
    public void SendKeyDown(KeyStroke key) => Use().Keyboard.Send(key, isDown: true);

    /// <summary>A key comes up.</summary>
    /// <param name="key">Which.</param>
    /// <exception cref="ArgumentException">Its <see cref="KeyStroke.Key"/> is empty.</exception>
    public void SendKeyUp(KeyStroke key) => Use().Keyboard.Send(key, isDown: false);

    /// <summary>Puts text where the page's caret is, as an input method does. No key is pressed for it.</summary>
    /// <param name="text">Any text.</param>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    public void SendText(string text) => Use().Keyboard.SendText(text);

    /// <summary>Something is dragged into the view.</summary>
    /// <param name="content">What.</param>
    /// <param name="point">Where, in the view.</param>
    /// <param name="modifiers">The keys that are held.</param>
    /// <exception cref="ArgumentNullException"><paramref name="content"/> is null.</exception>
    public void DragEnter(DragContent content, Point point, KeyModifiers modifiers = KeyModifiers.None) => Use().Drag.Enter(content, point, modifiers);

    /// <summary>What is dragged is moved.</summary>
    /// <param name="point">Where to, in the view.</param>
    /// <param name="modifiers">The keys that are held.</param>
    /// <exception cref="InvalidOperationException">Nothing was dragged into the view.</exception>
    public void DragOver(Point point, KeyModifiers modifiers = KeyModifiers.None) => Use().Drag.Over(point, modifiers);

    /// <summary>What is dragged is dropped. When it leaves the view instead, call <see cref="CoreWebView2CompositionController.DragLeave"/>.</summary>
    /// <param name="point">Where, in the view.</param>
    /// <param name="modifiers">The keys that are held.</param>
    /// <exception cref="InvalidOperationException">Nothing was dragged into the view.</exception>
    public void Drop(Point point, KeyModifiers modifiers = KeyModifiers.None) => Use().Drag.Drop(point, modifiers);

    private View Use([CallerMemberName] string member = "") => _view.Enter(nameof(CompositionHost), member);
}
