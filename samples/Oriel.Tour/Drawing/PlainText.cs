using System;
using System.IO;
using System.Text;

namespace Oriel.Tour.Drawing;

/// <summary>Passes text on without the spaces at the ends of lines, which drawings fill themselves up with.</summary>
internal sealed class PlainText(TextWriter inner) : TextWriter
{
    private int _spaces;

    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value)
    {
        if (value == ' ')
        {
            _spaces++;
            return;
        }

        if (value is not ('\n' or '\r'))
        {
            inner.Write(new string(' ', _spaces));
        }

        _spaces = 0;
        inner.Write(value);
    }

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(ReadOnlySpan<char> buffer)
    {
        foreach (char value in buffer)
        {
            Write(value);
        }
    }

    public override void Flush() => inner.Flush();
}
