using System;
using System.Buffers.Text;
using System.Globalization;

namespace Oriel.Protocol.Cbor;

/// <summary>
/// Numbers spelled as JavaScript spells them: the shortest digits that come back to the same number, plain from 1e-6 to below 1e21 and
/// with an exponent beyond. JSON has no word for those that are not finite; like <c>JSON.stringify</c> this says null.
/// </summary>
internal static class JsonNumber
{
    public static void Write(double value, MessageBuffer json)
    {
        if (!double.IsFinite(value))
        {
            json.Write("null"u8);
            return;
        }

        if (double.IsNegative(value))
        {
            json.Write("-"u8);
            value = -value;
        }

        if (value < 1e15 && Math.Floor(value) == value)
        {
            Utf8Formatter.TryFormat((long)value, json.GetSpan(20), out int written);
            json.Advance(written);
            return;
        }

        Span<byte> digits = stackalloc byte[32];
        int count = Shortest(value, digits, out int point);
        Lay(digits[..count], point, json);
    }

    /// <summary>The shortest digits of a number, and how many of them stand before the decimal point; below 0 it counts the zeros after it.</summary>
    private static int Shortest(double value, Span<byte> digits, out int point)
    {
        Span<byte> text = stackalloc byte[32];
        value.TryFormat(text, out int length, default, CultureInfo.InvariantCulture);
        text = text[..length];
        int count = 0;
        bool isFraction = false;
        point = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '.')
            {
                isFraction = true;
            }
            else if (text[i] == 'E')
            {
                point += int.Parse(text[(i + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
                break;
            }
            else if (count > 0 || text[i] != '0')
            {
                digits[count++] = text[i];
                point += isFraction ? 0 : 1;
            }
            else
            {
                point -= isFraction ? 1 : 0;
            }
        }

        while (count > 1 && digits[count - 1] == '0')
        {
            count--;
        }

        return count;
    }

    private static void Lay(ReadOnlySpan<byte> digits, int point, MessageBuffer json)
    {
        if (point is <= -6 or > 21)
        {
            LayWithExponent(digits, point - 1, json);
        }
        else if (point <= 0)
        {
            json.Write("0."u8);
            json.Take(-point).Fill((byte)'0');
            json.Write(digits);
        }
        else if (digits.Length <= point)
        {
            json.Write(digits);
            json.Take(point - digits.Length).Fill((byte)'0');
        }
        else
        {
            json.Write(digits[..point]);
            json.Write("."u8);
            json.Write(digits[point..]);
        }
    }

    private static void LayWithExponent(ReadOnlySpan<byte> digits, int exponent, MessageBuffer json)
    {
        json.Write(digits[..1]);
        if (digits.Length > 1)
        {
            json.Write("."u8);
            json.Write(digits[1..]);
        }

        json.Write(exponent < 0 ? "e-"u8 : "e+"u8);
        Utf8Formatter.TryFormat(Math.Abs(exponent), json.GetSpan(4), out int written);
        json.Advance(written);
    }
}
