using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using Xunit;

namespace Oriel.Core.Tests.Surface;

/// <summary>What an app meets when it calls a member that is not there yet, or cannot be. Every such member is called.</summary>
public sealed class UnbuiltMemberTests
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    [Fact]
    public void A_member_not_built_yet_throws_naming_itself()
    {
        foreach ((MethodBase method, string name) in Calls<NotBuiltAttribute>())
        {
            Exception? thrown = Call(method);

            string said = thrown is NotImplementedException ? thrown.Message : $"{name}: {thrown?.ToString() ?? "nothing was thrown"}";
            Assert.StartsWith(name + " is not built yet", said, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_member_for_Windows_only_says_what_to_use_instead()
    {
        foreach ((MethodBase method, string name) in Calls<WindowsOnlyAttribute>())
        {
            Exception? thrown = Call(method);

            string said = thrown is PlatformNotSupportedException ? thrown.Message : $"{name}: {thrown?.ToString() ?? "nothing was thrown"}";
            Assert.StartsWith(name + " exists on Windows only. ", said, StringComparison.Ordinal);
            Assert.Matches(@"only\. \w.+\.$", said);
        }
    }

    [Fact]
    public void COM_conversion_and_the_loader_folder_are_for_Windows_only()
    {
        IEnumerable<string> names = Calls<WindowsOnlyAttribute>().Select(call => call.Name);

        Assert.Superset(
            new HashSet<string> { "CoreWebView2.CreateFromComICoreWebView2", "CoreWebView2.GetComICoreWebView2", "CoreWebView2Environment.SetLoaderDllFolderPath" },
            names.ToHashSet());
    }

    [Fact]
    public void A_handler_can_be_removed_from_an_event_not_built_yet()
    {
        foreach (EventInfo unbuilt in Marked<NotBuiltAttribute>().OfType<EventInfo>())
        {
            Assert.Null(Call(unbuilt.RemoveMethod!));
        }
    }

    private static IEnumerable<MemberInfo> Marked<TAttribute>()
        where TAttribute : Attribute =>
        typeof(NotBuilt).Assembly.GetTypes()
            .SelectMany(type => type.GetMembers(Declared))
            .Where(member => member.IsDefined(typeof(TAttribute), inherit: false));

    private static IEnumerable<(MethodBase Method, string Name)> Calls<TAttribute>()
        where TAttribute : Attribute
    {
        foreach (MemberInfo member in Marked<TAttribute>())
        {
            string name = member is ConstructorInfo ? $"new {member.DeclaringType!.Name}" : $"{member.DeclaringType!.Name}.{member.Name.Split('.')[^1]}";
            MethodBase[] methods = member switch
            {
                PropertyInfo property => [.. property.GetAccessors(nonPublic: true)],
                EventInfo declared => [declared.AddMethod!],
                _ => [(MethodBase)member],
            };
            foreach (MethodBase method in methods)
            {
                yield return (method, name);
            }
        }
    }

    private static Exception? Call(MethodBase method)
    {
        object? target = method.IsStatic ? null : RuntimeHelpers.GetUninitializedObject(method.DeclaringType!);
        object?[] arguments = [.. method.GetParameters().Select(parameter =>
            parameter.ParameterType.IsValueType ? RuntimeHelpers.GetUninitializedObject(parameter.ParameterType) : null)];
        try
        {
            method.Invoke(target, arguments);
            return null;
        }
        catch (TargetInvocationException exception)
        {
            return exception.InnerException;
        }
    }
}
