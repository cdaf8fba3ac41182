using System;
using System.Linq;

namespace Oriel.ProtocolGen.Emit;

/// <summary>The protocol's names as C# writes them.</summary>
internal static class Names
{
    /// <summary>The class of a domain. A class named like our own namespace Oriel.Broker would be hidden by it.</summary>
    public static string Domain(string domain) => domain == "Broker" ? "BrokerDomain" : domain;

    public static string Pascal(string name) => char.ToUpperInvariant(name[0]) + name[1..];

    /// <summary>A property may not be named like the type it is in, nor like the method name that every command and event has.</summary>
    public static string Property(string name, string owner)
    {
        string property = Pascal(name);
        return property == owner || property == "Method" ? property + "Value" : property;
    }

    /// <summary>A local variable, spelled so that it is no keyword and none of the names the generated methods use.</summary>
    public static string Local(string name) => char.ToLowerInvariant(name[0]) + name[1..] + "Value";

    public static string Constant(string value)
    {
        if (value.Length == 0)
        {
            return "Empty";
        }

        string[] words = value.Replace("-0", "Minus0", StringComparison.Ordinal)
            .Split(value.Where(character => !char.IsAsciiLetterOrDigit(character)).Distinct().ToArray(), StringSplitOptions.RemoveEmptyEntries);
        string name = string.Concat(words.Select(Pascal));
        return char.IsAsciiDigit(name[0]) ? "_" + name : name;
    }

    public static string Literal(string text) => "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";
}
