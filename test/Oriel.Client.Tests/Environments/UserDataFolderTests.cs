using System;
using System.IO;
using System.Runtime.InteropServices;
using Oriel.Client.Environments;
using Oriel.TestKit;
using Xunit;

namespace Oriel.Client.Tests.Environments;

public sealed class UserDataFolderTests : IDisposable
{
    private const UnixFileMode ReadOnly =
        UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    private const UnixFileMode ForAll = (UnixFileMode)0x1FF;

    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        if (Directory.Exists(_folder["app"]))
        {
            File.SetUnixFileMode(_folder["app"], ForAll);
        }

        _folder.Dispose();
    }

    [Fact, Behaviour(11)]
    public void The_default_lies_beside_the_executable_under_its_name()
    {
        Assert.Equal(_folder["app/notes.WebView2"], UserDataFolder.Resolve(FakeHost.In(_folder), null).Path);
        Assert.Equal(_folder["app/notes.WebView2"], UserDataFolder.Resolve(FakeHost.In(_folder), "").Path);
    }

    [Fact]
    public void Where_the_executables_folder_cannot_be_written_the_default_is_in_the_users_data()
    {
        HostContext host = FakeHost.In(_folder);
        HostContext hostWithDataHome = FakeHost.In(_folder, ("XDG_DATA_HOME", _folder["data"]));
        HostContext hostWithRelativeDataHome = FakeHost.In(_folder, ("XDG_DATA_HOME", "data"));
        File.SetUnixFileMode(_folder["app"], ReadOnly);
        File.SetUnixFileMode(_folder.CreateFolder("home"), ForAll);
        File.SetUnixFileMode(_folder.CreateFolder("data"), ForAll);

        Assert.Equal(_folder["home/.local/share/notes.WebView2"], DefaultOf(host));
        Assert.Equal(_folder["data/notes.WebView2"], DefaultOf(hostWithDataHome));
        Assert.Equal(_folder["home/.local/share/notes.WebView2"], DefaultOf(hostWithRelativeDataHome));
    }

    [Fact]
    public void A_default_folder_that_exists_is_used_although_its_parent_cannot_be_written()
    {
        HostContext host = FakeHost.In(_folder);
        File.SetUnixFileMode(_folder.CreateFolder("app/notes.WebView2"), ForAll);
        File.SetUnixFileMode(_folder["app"], ReadOnly);

        Assert.Equal(_folder["app/notes.WebView2"], DefaultOf(host));
    }

    [Fact, Behaviour(12)]
    public void A_relative_folder_is_taken_from_the_apps_code_and_shown_absolute()
    {
        Assert.Equal(_folder["app/data/one"], UserDataFolder.Resolve(FakeHost.In(_folder), "data/one/").Path);
        Assert.Equal(_folder["shared"], UserDataFolder.Resolve(FakeHost.In(_folder), "../shared").Path);
    }

    [Fact, Behaviour(14)]
    public void The_variable_replaces_what_the_app_passed()
    {
        HostContext host = FakeHost.In(_folder, ("WEBVIEW2_USER_DATA_FOLDER", _folder["mine"]));

        Assert.Equal(_folder["mine"], UserDataFolder.Resolve(host, _folder["asked"]).Path);
    }

    [Fact]
    public void One_folder_by_two_paths_is_one_folder()
    {
        _folder.CreateFolder("real/data");
        File.CreateSymbolicLink(_folder["link"], _folder["real"]);
        File.CreateSymbolicLink(_folder["relative"], "link/../real");
        HostContext host = FakeHost.In(_folder);
        string expected = Canonical(_folder["real/data"]);

        foreach (string path in new[] { "real/data", "link/data", "relative/data", "link/data/.", "real/../link/data//" })
        {
            Assert.Equal(expected, UserDataFolder.Resolve(host, _folder[path]).CanonicalPath);
        }

        Assert.Equal(_folder["link/data"], UserDataFolder.Resolve(host, _folder["link/data"]).Path);
    }

    [Fact]
    public void The_name_of_a_folder_does_not_change_when_it_is_created()
    {
        _folder.CreateFolder("real");
        File.CreateSymbolicLink(_folder["link"], _folder["real"]);
        File.CreateSymbolicLink(_folder["dangling"], "real/later");
        UserDataFolder before = UserDataFolder.Resolve(FakeHost.In(_folder), _folder["link/new/deep"]);
        UserDataFolder dangling = UserDataFolder.Resolve(FakeHost.In(_folder), _folder["dangling"]);

        before.Create();
        dangling.Create();

        Assert.Equal(before, UserDataFolder.Resolve(FakeHost.In(_folder), _folder["link/new/deep"]));
        Assert.Equal(dangling, UserDataFolder.Resolve(FakeHost.In(_folder), _folder["dangling"]));
        Assert.True(Directory.Exists(_folder["real/new/deep"]));
        Assert.True(Directory.Exists(_folder["real/later"]));
    }

    [Fact]
    public void Resolving_creates_nothing_and_creating_keeps_others_out()
    {
        UserDataFolder folder = UserDataFolder.Resolve(FakeHost.In(_folder), _folder["new"]);
        Assert.False(Path.Exists(_folder["new"]));

        folder.Create();
        folder.Create();

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_folder["new"]));
        Assert.Equal(_folder["new/EBWebView/Crashpad"], folder.FailureReportFolder);
    }

    [Fact, Behaviour(23)]
    public void A_file_in_the_place_of_the_folder_is_the_documented_error()
    {
        string file = _folder.WriteFile("data");

        var e = Assert.Throws<COMException>(() => UserDataFolder.Resolve(FakeHost.In(_folder), file));

        Assert.Equal(unchecked((int)0x80070050), e.HResult);
        Assert.Contains(file, e.Message, StringComparison.Ordinal);
    }

    [Fact, Behaviour(23)]
    public void A_file_that_takes_the_folders_place_later_is_the_same_error()
    {
        UserDataFolder folder = UserDataFolder.Resolve(FakeHost.In(_folder), _folder["data"]);
        _folder.WriteFile("data");

        Assert.Equal(unchecked((int)0x80070050), Assert.Throws<COMException>(folder.Create).HResult);
    }

    [Fact]
    public void A_path_through_a_file_is_an_error_that_names_the_file()
    {
        string file = _folder.WriteFile("file");

        var e = Assert.Throws<DirectoryNotFoundException>(() => UserDataFolder.Resolve(FakeHost.In(_folder), file + "/a/b"));

        Assert.Contains($"'{file}' is a file", e.Message, StringComparison.Ordinal);
    }

    [Theory, Behaviour(23)]
    [InlineData("locked")]
    [InlineData("locked/new/deep")]
    public void A_folder_that_cannot_be_written_is_the_documented_error(string path)
    {
        HostContext host = FakeHost.In(_folder);
        File.SetUnixFileMode(_folder.CreateFolder("locked"), ReadOnly);

        var e = Assert.Throws<UnauthorizedAccessException>(() => Unprivileged.Run(() => UserDataFolder.Resolve(host, _folder[path])));

        Assert.Equal(unchecked((int)0x80070005), e.HResult);
        Assert.Contains(_folder[path], e.Message, StringComparison.Ordinal);
    }

    [Fact, Behaviour(23)]
    public void A_read_only_file_system_is_the_documented_error_for_root_too()
    {
        var e = Assert.Throws<UnauthorizedAccessException>(() => UserDataFolder.Resolve(FakeHost.In(_folder), "/proc/self/data").Create());

        Assert.Equal(unchecked((int)0x80070005), e.HResult);
    }

    [Fact]
    public void A_link_to_itself_ends_in_an_error()
    {
        File.CreateSymbolicLink(_folder["loop"], "loop");

        var e = Assert.Throws<DirectoryNotFoundException>(() => UserDataFolder.Resolve(FakeHost.In(_folder), _folder["loop/data"]));

        Assert.Contains("symbolic links", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_no_path_can_have_is_an_argument_error()
    {
        Assert.Throws<ArgumentException>(() => UserDataFolder.Resolve(FakeHost.In(_folder), "a\0b"));
    }

    private static string DefaultOf(HostContext host) => Unprivileged.Run(() => UserDataFolder.Resolve(host, null)).Path;

    // The temporary folder itself may lie behind a link.
    private static string Canonical(string path) => CanonicalPath.Resolve(path);
}
