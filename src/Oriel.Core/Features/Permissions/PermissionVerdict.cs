namespace Oriel.Core.Features.Permissions;

/// <summary>What becomes of a call that has waited.</summary>
internal enum PermissionVerdict
{
    /// <summary>It goes on, and the browser decides by what it has been told.</summary>
    Go,

    /// <summary>It goes on, and nothing more is asked about it: the browser refuses it by itself, or nobody listens.</summary>
    Leave,

    /// <summary>It fails as if the user had refused.</summary>
    Denied,

    /// <summary>It fails as if the user had not wanted to decide.</summary>
    Dismissed,
}
