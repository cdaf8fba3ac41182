using System;
using System.Text;

namespace Oriel.Client.Errors;

/// <summary>Shows text that came from outside in a message: on one line, and no more of it than helps to recognise it.</summary>
internal static class Excerpt
{
    private const int MaximumLength = 80;

    internal static string Of(string text)
    {
        var shown = new StringBuilder(Math.Min(text.Length, MaximumLength) + 1);
        foreach (char character in text.AsSpan(0, Math.Min(text.Length, MaximumLength)))
        {
            _ = char.IsControl(character) ? shown.Append("\\u").Append($"{(int)character:x4}") : shown.Append(character);
        }

        return (text.Length > MaximumLength ? shown.Append('…') : shown).ToString();
    }
}
