using System.Text;

namespace Oriel.Core.Features.Script;

/// <summary>Writes text as a JavaScript string literal, every UTF-16 unit of it, lone surrogates included.</summary>
internal static class JavaScriptLiteral
{
    private const string Hex = "0123456789abcdef";

    internal static void Append(StringBuilder builder, string text)
    {
        builder.Append('"');
        int plain = 0;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (!NeedsEscape(text, i))
            {
                if (char.IsHighSurrogate(c))
                {
                    i++;
                }

                continue;
            }

            builder.Append(text, plain, i - plain);
            plain = i + 1;
            AppendEscaped(builder, c);
        }

        builder.Append(text, plain, text.Length - plain).Append('"');
    }

    private static bool NeedsEscape(string text, int i)
    {
        char c = text[i];
        if (char.IsSurrogate(c))
        {
            return !(char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]));
        }

        return c is < ' ' or '"' or '\\' or '\u007f' or '\u2028' or '\u2029';
    }

    private static void AppendEscaped(StringBuilder builder, char c)
    {
        switch (c)
        {
            case '"' or '\\':
                builder.Append('\\').Append(c);
                break;
            case '\n':
                builder.Append("\\n");
                break;
            default:
                builder.Append("\\u").Append(Hex[c >> 12]).Append(Hex[(c >> 8) & 15]).Append(Hex[(c >> 4) & 15]).Append(Hex[c & 15]);
                break;
        }
    }
}
