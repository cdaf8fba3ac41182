using System.Collections.Generic;

namespace Oriel.Client.Environments;

/// <param name="Switches">Each name once.</param>
/// <param name="Ignored">What was left out.</param>
internal sealed record MergedArguments(IReadOnlyList<BrowserSwitch> Switches, IReadOnlyList<IgnoredArgument> Ignored);
