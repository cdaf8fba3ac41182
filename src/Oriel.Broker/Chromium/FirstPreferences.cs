using System.IO;

namespace Oriel.Broker.Chromium;

/// <summary>
/// What a new browser folder begins with. DevTools stand in a window of their own unless the user has docked them: a private view's window is one that they could be docked in, where they would take the page's place.
/// Such windows take over the preferences of the default profile; later ones are the browser's to write.
/// </summary>
internal static class FirstPreferences
{
    private const string Text = """{"devtools":{"preferences":{"currentDockState":"\"undocked\""}}}""";

    /// <param name="profile">The folder of the default profile, which is there.</param>
    /// <exception cref="IOException">The disk is full, for instance.</exception>
    /// <exception cref="System.UnauthorizedAccessException">The folder is not ours to write.</exception>
    public static void Write(string profile)
    {
        string path = Path.Combine(profile, "Preferences");
        if (!File.Exists(path))
        {
            using FileStream file = new(
                path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite });
            using StreamWriter writer = new(file);
            writer.Write(Text);
        }
    }
}
