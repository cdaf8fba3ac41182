namespace Oriel.Composition;

/// <summary>A key of the keyboard that goes down or comes up, in the words of the web (UI Events).</summary>
/// <param name="Key">What it means, as <c>KeyboardEvent.key</c> tells it: the character, such as "a" or "ß", or a name, such as "Enter" or "ArrowLeft".</param>
/// <param name="Code">Where it is on the keyboard, as <c>KeyboardEvent.code</c> tells it: "KeyA", "Digit1", "Enter". Empty if that is not known.</param>
/// <param name="Modifiers">What is held besides.</param>
public sealed record KeyStroke(string Key, string Code = "", KeyModifiers Modifiers = KeyModifiers.None)
{
    /// <summary>Whether it is a repetition, because the key is held.</summary>
    public bool IsRepeat { get; init; }
}
