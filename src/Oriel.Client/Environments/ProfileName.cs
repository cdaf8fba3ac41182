using System;
using System.Linq;
using Oriel.Client.Errors;

namespace Oriel.Client.Environments;

/// <summary>
/// A checked profile name. Two names that differ in case only are one profile, as on Windows, so <see cref="Key"/> is what identifies it;
/// <see cref="Value"/> is how the app wrote it.
/// </summary>
internal readonly record struct ProfileName
{
    public const int MaxLength = 64;

    private const string AllowedMarks = "#@$()+-_~. ";
    internal const string DefaultDirectory = "Default";

    /// <summary>Keeps an app's names clear of Chromium's own folders and files beside the profiles ("Crashpad", "Local State").</summary>
    private const string DirectoryPrefix = "WV2Profile_";

    private ProfileName(string value)
    {
        Value = value;
    }

    /// <summary>Empty for the default profile.</summary>
    public string Value { get => field ?? string.Empty; }

    public string Key => Value.ToLowerInvariant();

    public bool IsDefault => Value.Length == 0 || Value.Equals(DefaultDirectory, StringComparison.OrdinalIgnoreCase);

    /// <summary>The profile's folder inside Chromium's user data directory.</summary>
    public string DirectoryName => IsDefault ? DefaultDirectory : DirectoryPrefix + Key;

    public bool Equals(ProfileName other) => DirectoryName == other.DirectoryName;

    public override int GetHashCode() => DirectoryName.GetHashCode(StringComparison.Ordinal);

    public static ProfileName Parse(string? name, string parameter)
    {
        string? fault = name switch
        {
            null => "null is no name",
            { Length: > MaxLength } => $"it has {name.Length} characters; {MaxLength} are allowed",
            _ when name.Any(IsForbidden) => $"the character U+{(int)name.First(IsForbidden):X4} is not allowed",
            _ when name.StartsWith(' ') => "it starts with a space",
            _ when name.EndsWith(' ') => "it ends with a space",
            _ when name.EndsWith('.') => "it ends with a period",
            _ => null,
        };
        return fault is null
            ? new ProfileName(name!)
            : throw OfficialErrors.InvalidArgument(
                $"'{Excerpt.Of(name ?? string.Empty)}' cannot be a profile name: {fault}. "
                + "Use ASCII letters, digits and # @ $ ( ) + - _ ~ . and space; an empty name is the default profile.",
                parameter);
    }

    private static bool IsForbidden(char c) => !char.IsAsciiLetterOrDigit(c) && !AllowedMarks.Contains(c, StringComparison.Ordinal);
}
