using System;
using Xunit;

namespace Oriel.TestKit.Users;

/// <summary>A test that needs root, because it makes a user or traces a process; skipped, saying so, for anybody else.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RootFactAttribute : FactAttribute
{
    /// <summary>Looks who runs the tests.</summary>
    public RootFactAttribute()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            Skip = $"Only root can do what this test needs, and {Environment.UserName} runs it.";
        }
    }
}
