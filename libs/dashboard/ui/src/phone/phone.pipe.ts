import type { PipeTransform } from '@angular/core';
import { Pipe } from '@angular/core';
import { formatPhone } from './phone';

@Pipe({ name: 'phone' })
export class PhonePipe implements PipeTransform {
  transform(phone: string | null | undefined): string {
    return phone ? formatPhone(phone) : '';
  }
}
