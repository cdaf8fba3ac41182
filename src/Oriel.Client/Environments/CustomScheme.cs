using System;
using System.Collections.Generic;
using System.Linq;
using Oriel.Client.Errors;

namespace Oriel.Client.Environments;

/// <summary>A custom URI scheme that an app registers for a browser's whole life.</summary>
internal sealed record CustomScheme(string Name, bool TreatAsSecure, bool HasAuthorityComponent, IReadOnlyList<string> AllowedOrigins)
{
    private static readonly HashSet<string> s_reserved = new(StringComparer.Ordinal)
    {
        "http", "https", "ws", "wss", "file", "data", "blob", "about", "javascript", "filesystem",
        "chrome", "chrome-extension", "devtools", "edge", "view-source",
    };

    /// <summary>The registrations in a stable order, names in small letters.</summary>
    /// <exception cref="ArgumentException">One is malformed, or a scheme is registered twice.</exception>
    public static IReadOnlyList<CustomScheme> Validate(IReadOnlyList<CustomScheme> schemes)
    {
        IEnumerable<CustomScheme> valid = schemes.Select(s => s with { Name = ValidName(s.Name) });
        CustomScheme[] normalized = [.. valid.OrderBy(s => s.Name, StringComparer.Ordinal)];
        string? repeated = normalized.GroupBy(s => s.Name).FirstOrDefault(g => g.Count() > 1)?.Key;
        return repeated is null
            ? normalized
            : throw OfficialErrors.InvalidArgument(
                $"The custom scheme '{Excerpt.Of(repeated)}' is registered twice. Register each one once in CustomSchemeRegistrations.");
    }

    /// <summary>One text per meaning: the order of origins does not count, and no origin can be mistaken for a separator.</summary>
    public string ToCanonicalText()
    {
        IEnumerable<string> origins = AllowedOrigins.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(Quotation.Of);
        return $"{Name}(secure={Word(TreatAsSecure)}, authority={Word(HasAuthorityComponent)}, origins=[{string.Join(", ", origins)}])";
    }

    private static string ValidName(string? name)
    {
        if (string.IsNullOrEmpty(name)
            || !char.IsAsciiLetter(name[0])
            || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '-' or '.'))
        {
            throw OfficialErrors.InvalidArgument(
                $"'{Excerpt.Of(name ?? string.Empty)}' cannot be a custom scheme. A scheme starts with a letter and goes on with letters, "
                + "digits, '+', '-' and '.'; leave out the colon.");
        }

        string lower = name.ToLowerInvariant();
        return s_reserved.Contains(lower)
            ? throw OfficialErrors.InvalidArgument($"The scheme '{lower}' is the browser's own. Choose another name for a custom one.")
            : lower;
    }

    private static string Word(bool value) => value ? "true" : "false";
}
