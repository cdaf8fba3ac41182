using System;

namespace Oriel.Tour;

/// <summary>Something went wrong in a way the user should read about: the message says what, with which value, and what to do.</summary>
internal sealed class TourException : Exception
{
    public TourException(string message)
        : base(message)
    {
    }

    public TourException(string message, Exception cause)
        : base(message, cause)
    {
    }

    /// <summary>A step shows something; when it is not so, the tour has failed.</summary>
    internal static void Expect(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new TourException(otherwise);
        }
    }
}
