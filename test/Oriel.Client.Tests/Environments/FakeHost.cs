using System.Collections.Generic;
using Oriel.Client.Environments;

namespace Oriel.Client.Tests.Environments;

/// <summary>A host whose machine is a folder: its own PATH, installation root, code directory and variables.</summary>
internal static class FakeHost
{
    public static HostContext In(TemporaryFolder folder, params (string Name, string Value)[] variables)
    {
        var all = new Dictionary<string, string>
        {
            ["PATH"] = folder["bin"],
            ["HOME"] = folder["home"],
        };
        foreach ((string name, string value) in variables)
        {
            all[name] = value;
        }

        return new HostContext
        {
            CodeDirectory = folder.CreateFolder("app") + "/",
            ExecutableName = "notes",
            Variable = name => all.GetValueOrDefault(name),
            InstallationRoot = folder.CreateFolder("root"),
        };
    }
}
