using System;
using System.Diagnostics.CodeAnalysis;

namespace Oriel.Client.Environments;

/// <summary>
/// One switch of the browser's command line. Names are kept in small letters: on Windows the browser does not tell case apart, and apps
/// were written there.
/// </summary>
internal sealed record BrowserSwitch(string Name, string? Value)
{
    private const char Dash = '-';

    public static bool TryParse(string argument, [NotNullWhen(true)] out BrowserSwitch? parsed)
    {
        parsed = null;
        // A NUL would cut the argument short on its way through exec.
        if (argument.Length == 0 || argument[0] != Dash || argument.Contains('\0', StringComparison.Ordinal))
        {
            return false;
        }

        string body = argument.TrimStart(Dash);
        int equals = body.IndexOf('=', StringComparison.Ordinal);
        string name = (equals < 0 ? body : body[..equals]).Trim();
        if (name.Length == 0 || argument.Length - body.Length > 2)
        {
            return false;
        }

        parsed = new BrowserSwitch(name.ToLowerInvariant(), equals < 0 ? null : body[(equals + 1)..]);
        return true;
    }

    public override string ToString() => Value is null ? $"--{Name}" : $"--{Name}={Value}";
}
