namespace Oriel.Surface.Reading;

/// <summary>In the order in which the members of a type are listed.</summary>
internal enum MemberKind
{
    Constructor,
    Field,
    Property,
    Event,
    Method,
}
