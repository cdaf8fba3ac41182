using System.Linq;
using Oriel.TestKit;
using Oriel.TestKit.Processes;

namespace Oriel.Chaos.World;

/// <summary>A user data folder, and what serves it now.</summary>
internal sealed class ChaosFolder(string name, TempFolder folder)
{
    internal string Name { get; } = name;

    internal TempFolder Folder { get; } = folder;

    internal string Path => Folder.Combine("data");

    /// <summary>The GPU processes that this browser has lost. At the sixth it gives up, and that is another fault.</summary>
    internal int LostGpus { get; set; }

    internal ProcessEntry? FindBroker() =>
        ProcessTable.Read().FirstOrDefault(process => process.Arguments.SkipWhile(static argument => argument != "serve").Skip(1).FirstOrDefault() == Path);

    /// <summary>The processes of its browser: the browser itself is the one without a type.</summary>
    internal static ProcessEntry? Find(int browser, string? type, string? subType = null) => type is null
        ? ProcessTable.Find(browser)
        : ProcessTable.DescendantsOf(browser).FirstOrDefault(process => !process.IsZombie && process.ChromiumType == type
            && (subType is null || process.Arguments.SelectMany(static argument => argument.Split(' ')).Contains("--utility-sub-type=" + subType)));
}
