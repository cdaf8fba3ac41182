using System.Text;

namespace Oriel.ProtocolGen.Emit;

/// <summary>Source lines with their indentation.</summary>
internal sealed class SourceText
{
    private readonly StringBuilder _text = new();
    private int _level;

    public void Line(string line = "")
    {
        if (line.Length > 0)
        {
            _text.Append(' ', 4 * _level).Append(line);
        }

        _text.Append('\n');
    }

    public void Open(string? head = null)
    {
        if (head is not null)
        {
            Line(head);
        }

        Line("{");
        _level++;
    }

    public void Close()
    {
        _level--;
        Line("}");
    }

    public override string ToString() => _text.ToString();
}
