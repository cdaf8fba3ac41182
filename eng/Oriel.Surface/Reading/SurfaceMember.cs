namespace Oriel.Surface.Reading;

/// <summary>One declaration of a type that an app can use or that an interface of it asks for.</summary>
/// <param name="Kind">Sort order, and heading, of the declaration.</param>
/// <param name="Name">The member's name; an explicit implementation carries its interface.</param>
/// <param name="Declaration">The whole declaration in C#, without a body: two members are equal when this text is.</param>
/// <param name="IsVisible">Whether an app can name it: not so for explicit implementations.</param>
/// <param name="State">What the assembly itself says about it.</param>
internal sealed record SurfaceMember(MemberKind Kind, string Name, string Declaration, bool IsVisible, BuildState State);
