using System;
using System.IO;
using System.Linq;
using Oriel.Ipc.Rendezvous;

namespace Oriel.Broker.Chromium;

/// <summary>
/// Which folder a profile lives in: the one of its name, whatever the case, within the browser's folder. Names that Chromium itself gives to folders
/// there get a prefix.
/// </summary>
internal sealed class ProfileFolders
{
    public const string DefaultProfile = "Default";

    private const string Prefix = "Profile ";
    private const int LongestName = 64;
    private const string Punctuation = "#@$()+-_~. ";

    private static readonly string[] s_reserved =
    [
        "BrowserMetrics", "CertificateRevocation", "component_crx_cache", "Crash Reports", "Crashpad", "Crowd Deny", "Dictionaries", "extensions_crx_cache",
        "FileTypePolicies", "First Run", "GPUPersistentCache", "GraphiteDawnCache", "GrShaderCache", "Guest Profile", "hyphen-data", "Last Version", "Local State",
        "MediaFoundationWidevineCdm", "MEIPreload", "NativeMessagingHosts", "OnDeviceHeadSuggestModel", "OptimizationGuideModelsManifest", "OptimizationHints",
        "OriginTrials", "PKIMetadata", "RecoveryImproved", "Safe Browsing", "SafetyTips", "segmentation_platform", "ShaderCache", "SingletonCookie", "SingletonLock",
        "SingletonSocket", "SSLErrorAssistant", "Subresource Filter", "System Profile", "TrustTokenKeyCommitments", "Variations", "WidevineCdm", "ZxcvbnData",
    ];

    private readonly UserDataPaths _paths;

    public ProfileFolders(UserDataPaths paths)
    {
        _paths = paths;
    }

    /// <summary>Profile names that mean the same profile have the same key.</summary>
    public static string KeyOf(string profileName) => profileName.Length == 0 ? DefaultProfile.ToUpperInvariant() : profileName.ToUpperInvariant();

    /// <summary>The host checks names too; this one keeps a path out of them.</summary>
    public static bool IsValid(string profileName) =>
        profileName.Length <= LongestName
        && profileName.All(static character => char.IsAsciiLetterOrDigit(character) || Punctuation.Contains(character, StringComparison.Ordinal))
        && !profileName.StartsWith(' ') && !profileName.EndsWith(' ') && !profileName.EndsWith('.');

    /// <summary>The name of the folder, existing or not.</summary>
    public string FolderOf(string profileName)
    {
        string wanted = profileName.Length == 0 ? DefaultProfile : profileName;
        string? existing = Find(wanted);
        if (s_reserved.Contains(wanted, StringComparer.OrdinalIgnoreCase) || (existing is not null && !Directory.Exists(Path.Combine(_paths.Browser, existing))))
        {
            wanted = Prefix + wanted;
            existing = Find(wanted);
        }

        return existing ?? wanted;
    }

    public string PathOf(string profileName) => Path.Combine(_paths.Browser, FolderOf(profileName));

    private string? Find(string name) =>
        Directory.Exists(_paths.Browser)
            ? Directory.EnumerateFileSystemEntries(_paths.Browser).Select(static path => Path.GetFileName(path)).FirstOrDefault(entry => string.Equals(entry, name, StringComparison.OrdinalIgnoreCase))
            : null;
}
