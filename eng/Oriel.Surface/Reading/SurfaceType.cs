using System.Collections.Generic;

namespace Oriel.Surface.Reading;

/// <summary>One public type.</summary>
/// <param name="Name">Its name, as <see cref="TypeNames"/> writes it.</param>
/// <param name="Header">Attributes, modifiers, kind, name, base and interfaces, in C#.</param>
/// <param name="IsEnum">Whether the members are enum values.</param>
/// <param name="Members">Its own members, in listing order.</param>
internal sealed record SurfaceType(string Name, string Header, bool IsEnum, IReadOnlyList<SurfaceMember> Members);
