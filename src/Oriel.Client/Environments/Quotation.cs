using System;

namespace Oriel.Client.Environments;

/// <summary>Puts text between quotes so that where it ends cannot be mistaken.</summary>
internal static class Quotation
{
    public static string Of(string text)
    {
        string escaped = text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
        return $"\"{escaped}\"";
    }
}
