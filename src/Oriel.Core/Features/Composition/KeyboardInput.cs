using System;
using System.Globalization;
using Oriel.Composition;
using Oriel.Core.Features.Views;
using Oriel.Protocol.Cdp;

namespace Oriel.Core.Features.Composition;

/// <summary>The keyboard of a view that is shown by the app itself, put into the browser's words.</summary>
internal sealed class KeyboardInput(View view)
{
    private const int LeftSide = 1;
    private const int RightSide = 2;

    internal void Send(KeyStroke key, bool isDown)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (string.IsNullOrEmpty(key.Key))
        {
            throw new ArgumentException("The key stroke has no key. Give what the key means, such as \"a\" or \"Enter\".", nameof(key));
        }

        string? text = isDown ? TextOf(key) : null;
        int number = KeyCodes.Of(key.Key, key.Code ?? "");
        view.Page.Post(new Input.DispatchKeyEventCommand(!isDown ? Input.DispatchKeyEventType.KeyUp : text is null ? Input.DispatchKeyEventType.RawKeyDown : Input.DispatchKeyEventType.KeyDown)
        {
            Modifiers = (int)key.Modifiers,
            Text = text,
            UnmodifiedText = text,
            Key = key.Key,
            Code = key.Code,
            WindowsVirtualKeyCode = number,
            AutoRepeat = key.IsRepeat,
            IsKeypad = key.Code?.StartsWith("Numpad", StringComparison.Ordinal) ?? false,
            IsSystemKey = key.Modifiers.HasFlag(KeyModifiers.Alt),
            Location = key.Code switch
            {
                "ShiftLeft" or "ControlLeft" or "AltLeft" or "MetaLeft" => LeftSide,
                "ShiftRight" or "ControlRight" or "AltRight" or "MetaRight" => RightSide,
                _ => 0,
            },
        });
    }

    internal void SendText(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        view.Page.Post(new Input.InsertTextCommand(text));
    }

    /// <summary>What the key writes; null for one that writes nothing.</summary>
    private static string? TextOf(KeyStroke key)
    {
        if ((key.Modifiers & (KeyModifiers.Control | KeyModifiers.Meta)) != 0)
        {
            return null;
        }

        return key.Key == "Enter" ? "\r" : new StringInfo(key.Key).LengthInTextElements == 1 && !key.Modifiers.HasFlag(KeyModifiers.Alt) ? key.Key : null;
    }
}
