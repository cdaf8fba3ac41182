using System;
using Xunit;

namespace Oriel.TestKit.Users;

/// <summary>A <see cref="RootFactAttribute"/> with data.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RootTheoryAttribute : TheoryAttribute
{
    /// <summary>Looks who runs the tests.</summary>
    public RootTheoryAttribute() => Skip = new RootFactAttribute().Skip;
}
