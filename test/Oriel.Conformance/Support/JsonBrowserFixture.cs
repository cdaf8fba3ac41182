using System.IO;
using System.Threading.Tasks;
using Oriel.Client.Environments;

namespace Oriel.Conformance.Support;

/// <summary>The installed browser as it was before it learnt CBOR: a program in front of it takes that word from the switch, so that its pipe is one of JSON.</summary>
public sealed class JsonBrowserFixture : BrowserFixture
{
    private const string Script = """
        #!/bin/sh
        for argument; do
          shift
          case $argument in --remote-debugging-pipe=*) argument=--remote-debugging-pipe ;; esac
          set -- "$@" "$argument"
        done

        """;

    private protected override async Task<string?> FindBrowserAsync()
    {
        string installed = new BrowserLocator(HostContext.Current).Find(null, ChannelPreference.Default).ExecutablePath;
        string folder = Folder.Combine("browser");
        Directory.CreateDirectory(folder);
        string program = Path.Combine(folder, "chromium");
        await File.WriteAllTextAsync(program, $"{Script}exec '{installed}' \"$@\"\n");
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return folder;
    }
}
