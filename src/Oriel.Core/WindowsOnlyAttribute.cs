using System;

namespace Oriel.Core;

/// <summary>On every member that throws <see cref="PlatformNotSupportedException"/>. docs/parity.md is made from it.</summary>
/// <param name="instead">A whole sentence that says what to use instead.</param>
[AttributeUsage(AttributeTargets.All, Inherited = false)]
internal sealed class WindowsOnlyAttribute(string instead) : Attribute
{
    public string Instead { get; } = instead;
}
