using System.Collections.Generic;

namespace Oriel.Client.Environments;

/// <param name="Channel">The release channel it stands for.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Names">Its commands, best first.</param>
/// <param name="Folders">Its usual folders, without the leading slash.</param>
internal sealed record BrowserProduct(ReleaseChannel Channel, string Title, IReadOnlyList<string> Names, IReadOnlyList<string> Folders);
