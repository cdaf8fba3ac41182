using System;
using System.IO;
using System.Runtime.InteropServices;

namespace Oriel.Client.Errors;

/// <summary>
/// The one place that turns a failure code and a sentence into an exception. The type is the one .NET's COM interop raises for that code,
/// because that is what a <c>catch</c> in an app written against the official assembly expects; HResult is the code, the sentence is ours.
/// </summary>
internal static class OfficialErrors
{
    public static Exception FromHResult(int hresult, string message, Exception? inner = null)
    {
        Exception exception = hresult switch
        {
            HResults.InvalidArgument => new ArgumentException(message, inner),
            HResults.AccessDenied => new UnauthorizedAccessException(message, inner),
            HResults.FileNotFound => new FileNotFoundException(message, inner),
            HResults.PathNotFound => new DirectoryNotFoundException(message, inner),
            HResults.PathTooLong => new PathTooLongException(message, inner),
            HResults.OutOfMemory => new InsufficientMemoryException(message, inner),
            HResults.NotImplemented => new NotImplementedException(message, inner),
            HResults.NoInterface => new InvalidCastException(message, inner),
            // Interop raises NullReferenceException, which would look like a defect of ours; its meaning is a null where none may be.
            HResults.Pointer => new ArgumentNullException(message, inner),
            HResults.InvalidOperation => new InvalidOperationException(message, inner),
            HResults.ManagedNotSupported => new NotSupportedException(message, inner),
            HResults.OperationCanceled => new OperationCanceledException(message, inner),
#pragma warning disable CA2201 // It is the type that COM interop raises, so the type that apps catch.
            _ => new COMException(message, inner),
#pragma warning restore CA2201
        };
        exception.HResult = hresult;
        return exception;
    }

    public static ArgumentException InvalidArgument(string message, string? parameter = null, Exception? inner = null)
    {
        return new ArgumentException(message, parameter, inner) { HResult = HResults.InvalidArgument };
    }

    /// <summary>
    /// A member used in a state that forbids it (after Close, after the browser is gone). The official assembly wraps the COM failure in an
    /// InvalidOperationException, and apps look at the inner one's code.
    /// </summary>
    public static InvalidOperationException InvalidState(string message)
    {
        return new InvalidOperationException(message, FromHResult(HResults.InvalidState, message));
    }
}
