using System;

namespace Oriel.Core;

/// <summary>On every member that throws <see cref="PlatformNotSupportedException"/>. docs/parity.md is made from it.</summary>
[AttributeUsage(AttributeTargets.All, Inherited = false)]
internal sealed class WindowsOnlyAttribute : Attribute;
