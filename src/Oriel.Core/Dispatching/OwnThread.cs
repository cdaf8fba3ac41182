using System;
using System.Runtime.CompilerServices;

namespace Oriel.Core.Dispatching;

/// <summary>The thread an object was made on, which is the only one it may be used on (a default one belongs to no thread and refuses all).</summary>
internal readonly struct OwnThread
{
    private readonly int _id;

    private OwnThread(int id) => _id = id;

    internal static OwnThread Current => new(Environment.CurrentManagedThreadId);

    /// <exception cref="InvalidOperationException">The calling thread is another one.</exception>
    internal void Check(string type, [CallerMemberName] string member = "")
    {
        if (Environment.CurrentManagedThreadId != _id)
        {
            throw ThreadErrors.WrongThread(type, member, _id);
        }
    }
}
