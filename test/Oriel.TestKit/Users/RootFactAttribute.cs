using System;
using Xunit;

namespace Oriel.TestKit.Users;

/// <summary>A test that needs root, because it makes a user; skipped, saying so, for anybody else.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RootFactAttribute : FactAttribute
{
    /// <summary>Looks who runs the tests.</summary>
    public RootFactAttribute()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            Skip = $"Only root can make the user this test needs, and {Environment.UserName} runs it.";
        }
    }
}
