using System.Collections.Generic;
using System.Text;

namespace Oriel.Client.Environments;

/// <summary>
/// Splits one string into arguments by the rules Chromium applies to it on Windows, where the apps come from: blanks separate; quotes keep
/// blanks together, anywhere in an argument; a backslash is itself except before a quote, where pairs mean one and an odd one makes the
/// quote an ordinary character; two quotes inside a quoted part mean one.
/// </summary>
internal static class CommandLineSplitter
{
    public static IReadOnlyList<string> Split(string? line)
    {
        var arguments = new List<string>();
        var current = new StringBuilder();
        bool quoted = false;
        bool started = false;
        string text = line ?? string.Empty;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c is '\\')
            {
                started = true;
                i = AppendBackslashes(text, i, current);
            }
            else if (c is '"')
            {
                started = true;
                if (quoted && i + 1 < text.Length && text[i + 1] == '"')
                {
                    current.Append('"');
                    i++;
                }
                else
                {
                    quoted = !quoted;
                }
            }
            else if (!quoted && c is (' ' or '\t' or '\r' or '\n'))
            {
                Flush(arguments, current, ref started);
            }
            else
            {
                started = true;
                current.Append(c);
            }
        }

        Flush(arguments, current, ref started);
        return arguments;
    }

    // Returns the index of the last character it took.
    private static int AppendBackslashes(string text, int start, StringBuilder current)
    {
        int end = start;
        while (end < text.Length && text[end] == '\\')
        {
            end++;
        }

        int count = end - start;
        if (end == text.Length || text[end] != '"')
        {
            current.Append('\\', count);
            return end - 1;
        }

        current.Append('\\', count / 2);
        if (count % 2 == 0)
        {
            return end - 1;
        }

        current.Append('"');
        return end;
    }

    private static void Flush(List<string> arguments, StringBuilder current, ref bool started)
    {
        if (started)
        {
            arguments.Add(current.ToString());
        }

        current.Clear();
        started = false;
    }
}
